import { fitCanvas, type GlProgram, glContext, keepSetUp, linkProgram } from '../gl.js';
import { toScreen } from '../view.js';
import type { PointStyle } from '../viewer.js';
import { contrastOf, doomedColour, outline } from './marker.js';
import { type PointFrame, type PointPainter, strayColour } from './point-painter.js';
import { marked, type PointStore, pointStride } from './point-store.js';

/** Classes that can have a colour of their own; the vertex shader is sure to have room for so many. */
const mostClasses = 64;

// Point sprites: instances of a triangle take forty times longer in software, where each is a draw of its own. `margin`
// is how far the drawing reaches beyond the screen: the card leaves out a sprite whose middle is not within it.
const vertexShader = `
in vec2 place;
in uvec4 tags;
uniform vec2 origin, shift, screen, drag;
uniform float scale, radius, ratio, margin, side;
uniform vec4 colours[${mostClasses}];
flat out vec4 look;
flat out float ring, fill;
void main() {
  uint marks = tags.y;
  bool doomed = (marks & ${marked.doomed}u) != 0u;
  bool picked = doomed || (marks & ${marked.selected}u) != 0u;
  look = doomed ? vec4(${doomedColour.map((part) => (part / 255).toFixed(4)).join(', ')}, ${(contrastOf(doomedColour)[0] / 255).toFixed(1)})
                : colours[min(tags.x, ${mostClasses - 1}u)];
  ring = (radius < 4.0 ? radius : picked ? 3.0 : 2.0) * ratio;
  fill = doomed ? 0.9 : picked ? 0.5 : 0.0;
  vec2 at = (place - origin + ((marks & ${marked.dragged}u) != 0u ? drag : vec2(0.0))) * scale + shift;
  vec2 clip = (at + margin) / (screen + 2.0 * margin) * 2.0 - 1.0;
  gl_PointSize = side;
  gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}`;

const fragmentShader = `
flat in vec4 look;
flat in float ring, fill;
uniform float radius, ratio, side;
out vec4 light;
float within(float r, float away) { return clamp(r - away + 0.5, 0.0, 1.0); }
void main() {
  float away = length(gl_PointCoord - 0.5) * side;
  float outer = radius * ratio;
  float inner = outer - ring;
  float line = ${outline.toFixed(1)} * ratio;
  float hole = inner > 0.0 ? within(inner, away) : 0.0;
  float inside = inner > line ? within(inner - line, away) : 0.0;
  float disc = within(outer, away);
  float colour = disc - hole + fill * hole;
  float edge = within(outer + line, away) - disc + (1.0 - fill) * (hole - inside);
  if (colour + edge <= 0.0) discard;
  light = vec4(look.rgb * colour + vec3(look.a) * edge, colour + edge);
}`;

/** The colour of each class and of its outline, 0 to 1. */
function coloursOf({ classes }: PointStyle): Float32Array {
  const colours = new Float32Array(4 * mostClasses);
  for (let kind = 0; kind < mostClasses; kind++) {
    const colour = classes[kind] ?? strayColour;
    const parts = [...colour, contrastOf(colour)[0]].map((part) => part / 255);
    colours.set(parts, 4 * kind);
  }
  return colours;
}

/** Draws all points in one call of WebGL 2; undefined where the browser has none. */
export function createGlPoints(canvas: HTMLCanvasElement, redraw: () => void): PointPainter | undefined {
  const gl = glContext(canvas);
  if (gl === undefined) return undefined;
  let points!: GlProgram;
  let buffer: WebGLBuffer;
  let fresh = true;
  /** The style whose colours the program holds. */
  let coloured: PointStyle | undefined;
  const [, largestSprite] = gl.getParameter(gl.ALIASED_POINT_SIZE_RANGE) as [number, number];

  const release = keepSetUp(
    canvas,
    () => {
      points = linkProgram(gl, vertexShader, fragmentShader);
      buffer = gl.createBuffer();
      fresh = true;
      coloured = undefined;
      gl.bindVertexArray(gl.createVertexArray());
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      const place = gl.getAttribLocation(points.program, 'place');
      const tags = gl.getAttribLocation(points.program, 'tags');
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, 2, gl.FLOAT, false, pointStride, 0);
      gl.enableVertexAttribArray(tags);
      gl.vertexAttribIPointer(tags, 4, gl.UNSIGNED_BYTE, pointStride, 8);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    },
    redraw,
  );

  const upload = (store: PointStore) => {
    const changes = store.takeChanges();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    if (fresh || changes === 'all') {
      gl.bufferData(gl.ARRAY_BUFFER, store.buffer, gl.DYNAMIC_DRAW);
      fresh = false;
      return;
    }
    for (const place of changes) {
      gl.bufferSubData(gl.ARRAY_BUFFER, place * pointStride, store.bytes, place * pointStride, pointStride);
    }
  };

  return {
    by: 'webgl',
    draw({ store, view, ratio, radius, style, drag }: PointFrame) {
      fitCanvas(canvas, view.width, view.height, ratio);
      gl.clear(gl.COLOR_BUFFER_BIT);
      if (gl.isContextLost() || store.count === 0 || !style.visible) return;
      upload(store);
      gl.useProgram(points.program);
      // Places are taken relative to one that is seen: single precision would shake in a large picture seen from near.
      const origin = {
        x: Math.fround((view.width / 2 - view.left) / view.scale),
        y: Math.fround((view.height / 2 - view.top) / view.scale),
      };
      const shift = toScreen(view, origin);
      const side = Math.min(largestSprite, 2 * (radius + outline) * ratio + 1);
      const margin = Math.ceil(side / 2);
      gl.viewport(-margin, -margin, canvas.width + 2 * margin, canvas.height + 2 * margin);
      gl.uniform2f(points.uniform('origin'), origin.x, origin.y);
      gl.uniform2f(points.uniform('shift'), shift.x, shift.y);
      gl.uniform2f(points.uniform('screen'), canvas.width / ratio, canvas.height / ratio);
      gl.uniform1f(points.uniform('margin'), margin / ratio);
      gl.uniform1f(points.uniform('side'), side);
      gl.uniform2f(points.uniform('drag'), drag.dx, drag.dy);
      gl.uniform1f(points.uniform('scale'), view.scale);
      gl.uniform1f(points.uniform('radius'), Math.min(radius, (side - 1) / 2 / ratio - outline));
      gl.uniform1f(points.uniform('ratio'), ratio);
      if (coloured !== style) {
        gl.uniform4fv(points.uniform('colours'), coloursOf(style));
        coloured = style;
      }
      gl.drawArrays(gl.POINTS, 0, store.count);
    },
    close() {
      release();
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}
