// gpu.js gives every WebAssembly kernel a memory, and a browser holds about 120 of them. Its kernels copy their arguments in and
// their cells out whenever they run, one at a time: so those of one device can share.

/** gpu.js compiles a kernel for memories of up to so many pages, unless it needs more itself. */
const MOST_SHARED = 4096;

export class SharedMemory {
  /** By pages. They do not grow: growing would take the cells from under the kernels that look at them. */
  private readonly memories = new Map<number, WebAssembly.Memory>();

  /** Memories that are made during the act are shared with those of earlier acts. */
  during<R>(act: () => R): R {
    const { Memory } = WebAssembly;
    WebAssembly.Memory = this.sharing(Memory);
    try {
      return act();
    } finally {
      WebAssembly.Memory = Memory;
    }
  }

  private sharing(Memory: typeof WebAssembly.Memory): typeof WebAssembly.Memory {
    return new Proxy(Memory, {
      construct: (_target, [wanted]: [WebAssembly.MemoryDescriptor]) => {
        const pages = 2 ** Math.ceil(Math.log2(Math.max(1, wanted.initial)));
        if (pages > MOST_SHARED) return new Memory(wanted);
        const known = this.memories.get(pages) ?? new Memory({ initial: pages, maximum: pages });
        this.memories.set(pages, known);
        return known;
      },
    });
  }
}
