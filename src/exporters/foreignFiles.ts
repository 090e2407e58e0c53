// What a file is that was taken for weights and is not: told by its first bytes, with what to do instead.

interface Signature {
  readonly bytes: readonly number[];
  readonly is: string;
  readonly advice: string;
}

const SAVE = 'save the weights with safetensors.torch.save_file(model.state_dict(), path)';
const PICKLE = `which can run code when it is opened: ${SAVE}`;
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const SIGNATURES: readonly Signature[] = [
  { bytes: ascii('PK\x03\x04'), is: 'a zip archive, as PyTorch (.pt, .pth) and NumPy (.npz) write them', advice: SAVE },
  { bytes: [0x80, 0x02], is: 'a Python pickle', advice: PICKLE },
  { bytes: [0x80, 0x03], is: 'a Python pickle', advice: PICKLE },
  { bytes: [0x80, 0x04], is: 'a Python pickle', advice: PICKLE },
  { bytes: [0x80, 0x05], is: 'a Python pickle', advice: PICKLE },
  { bytes: [0x89, ...ascii('HDF')], is: 'an HDF5 file', advice: SAVE },
  { bytes: ascii('GGUF'), is: 'a GGUF file', advice: SAVE },
  { bytes: [0x1f, 0x8b], is: 'compressed with gzip', advice: 'unpack it first' },
];

/** A sentence about a file of a known other kind; undefined for anything else. */
export function foreignSentence(bytes: Uint8Array): string | undefined {
  const found = SIGNATURES.find((signature) => signature.bytes.every((byte, i) => bytes[i] === byte));
  if (!found) return undefined;
  // A safetensors file begins with the length of its header and then a brace: such a length may look like a pickle.
  if (found.bytes[0] === 0x80 && bytes[8] === 0x7b) return undefined;
  return found.advice.startsWith('which') ? `is ${found.is}, ${found.advice}` : `is ${found.is}: ${found.advice}`;
}
