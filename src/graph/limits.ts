// Every limit on what comes from outside, in one table. Whoever checks one reads it here.

export const limits = {
  /** Bytes of a graph file, as UTF-8. */
  fileBytes: 8 * 2 ** 20,
  /** Brackets open at once in a file. */
  depth: 64,
  nodes: 2_000,
  edges: 8_000,
  /** Containers around a node. */
  nesting: 8,
  repeatSteps: 10_000,
  blockTimes: 64,
  /** Characters of a label, a title, or the name of a vocabulary. */
  label: 256,
  /** Bytes of a text param (a note, the text of a Text node), as UTF-8. */
  textBytes: 16 * 2 ** 10,
  /** Axes of a value on the canvas; a batch axis comes on top. */
  rank: 4,
  /** Cells of one tensor. */
  elements: 2 ** 24,
  bytesPerRun: 512 * 2 ** 20,
  opsPerProgram: 100_000,
  /** Bytes of a picture or page that holds a graph. */
  pictureBytes: 64 * 2 ** 20,
  weightFileBytes: 256 * 2 ** 20,
  weightFileHeaderBytes: 8 * 2 ** 20,
  tensorsPerFile: 10_000,
  shareLinkBytes: 64 * 2 ** 10,
  shareLinkInflatedBytes: 2 ** 20,
  trainingSteps: 1_000_000,
  /** Examples of one training step. */
  batch: 4_096,
  /** A seed is one word of 32 bits. */
  seed: 2 ** 32 - 1,
} as const;
