// The language service behind the JSON editor, which ships without types. Tests only.
declare module 'monaco-editor/languages/features/json/jsonWorker' {
  interface MirrorModel {
    readonly uri: { toString(): string };
    readonly version: number;
    getValue(): string;
  }
  interface Diagnostic {
    readonly message: string;
    readonly range: { readonly start: { readonly line: number } };
  }
  export class JSONWorker {
    constructor(context: { getMirrorModels(): readonly MirrorModel[] }, settings: object);
    doValidation(uri: string): Promise<Diagnostic[]>;
  }
}
