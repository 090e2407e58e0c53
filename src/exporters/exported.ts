// What an exporter gives: files, and what they could not express, said before anything is written. Types only.

export interface ExportedFile {
  /** A bare file name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Exported {
  /** The file that was asked for first, then those that lie beside it. */
  readonly files: readonly ExportedFile[];
  /** One sentence for each thing that the files say differently or leave out. */
  readonly losses: readonly string[];
}
