/** A program of the graphics card with its uniforms by name. */
export interface GlProgram {
  readonly program: WebGLProgram;
  readonly uniform: (name: string) => WebGLUniformLocation | null;
}

/** @throws Error with the compiler's log, which only a mistake in our own shaders can cause */
export function linkProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): GlProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind)!;
    gl.shaderSource(shader, `#version 300 es\nprecision highp float;\nprecision highp int;\n${source}`);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  // A lost context fails to link without being at fault; it is set up again when it comes back.
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const logs = gl.getAttachedShaders(program)?.map((shader) => gl.getShaderInfoLog(shader)) ?? [];
    throw new Error([gl.getProgramInfoLog(program), ...logs].join('\n'));
  }
  const known = new Map<string, WebGLUniformLocation | null>();
  const uniform = (name: string) => {
    if (!known.has(name)) known.set(name, gl.getUniformLocation(program, name));
    return known.get(name) ?? null;
  };
  return { program, uniform };
}

/** Names of renderers that compute on the processor: those of Chromium, of Mesa and of Windows. */
const software = /swiftshader|llvmpipe|softpipe|basic render/i;

let card: boolean | undefined;

/**
 * Whether WebGL 2 is there and drawn by a graphics card. In software, many points take several times longer by WebGL
 * than on a plain canvas. The wish for no "major performance caveat" should tell; Chromium 156 grants it to software.
 */
function hasCard(): boolean {
  if (card !== undefined) return card;
  const gl = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  const renderer = gl?.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  card = gl !== null && !software.test(String(renderer));
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return card;
}

/** WebGL 2 of a canvas, where a graphics card draws it. Without one, the canvas is left free for another context. */
export function glContext(canvas: HTMLCanvasElement): WebGL2RenderingContext | undefined {
  if (!hasCard()) return undefined;
  return canvas.getContext('webgl2', { antialias: false, depth: false }) ?? undefined;
}

/** Sets up what the card holds, now and each time it comes back after the browser has taken it away. */
export function keepSetUp(canvas: HTMLCanvasElement, setUp: () => void, redraw: () => void): () => void {
  const lost = (event: Event) => event.preventDefault();
  const restored = () => {
    setUp();
    redraw();
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);
  setUp();
  return () => {
    canvas.removeEventListener('webglcontextlost', lost);
    canvas.removeEventListener('webglcontextrestored', restored);
  };
}

/** Gives a canvas the size of a box on the screen in real pixels. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): void {
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  // Setting a size clears the canvas, even to the same size.
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
}
