// One WebGL2 context that renders floats: made, described, taken away. Knows no kernel.

/** Renderers that are a processor in disguise. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export interface Renderer {
  readonly name: string;
  readonly software: boolean;
}

/** A context on a canvas that nobody sees, or undefined where WebGL2 cannot render floats. Throws nothing. */
export function createContext(): WebGL2RenderingContext | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const context = new OffscreenCanvas(1, 1).getContext('webgl2', {
    alpha: false,
    depth: false,
    antialias: false,
    powerPreference: 'high-performance',
  });
  return context?.getExtension('EXT_color_buffer_float') ? context : undefined;
}

export function rendererOf(context: WebGL2RenderingContext): Renderer {
  const details = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(details ? details.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  return { name, software: SOFTWARE.test(name) };
}

/** Gives the context back to the browser, which allows only a few; nothing works on it afterwards. */
export const loseContext = (context: WebGL2RenderingContext): void => {
  context.getExtension('WEBGL_lose_context')?.loseContext();
};
