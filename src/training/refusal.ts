// Why a graph cannot be trained: one sentence, and the nodes to look at.

export class TrainingRefusal extends Error {
  constructor(
    message: string,
    readonly nodes: readonly string[] = [],
  ) {
    super(message);
    this.name = 'TrainingRefusal';
  }
}
