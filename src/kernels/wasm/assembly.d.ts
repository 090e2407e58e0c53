// What an import of AssemblyScript gives; `e2e/setup/assembly.mjs` compiles it.
declare module '*?assembly' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*?assembly=fused' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
