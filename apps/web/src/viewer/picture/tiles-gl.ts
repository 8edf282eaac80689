import type { Region, Samples } from '@celltally/imaging';
import { fitCanvas, type GlProgram, glContext, keepSetUp, linkProgram } from '../gl.js';
import type { View } from '../view.js';
import type { SampleTile } from './sample-tile.js';
import { type MapImage, squareFrom, type TileFrame, type TilePainter } from './tile-painter.js';
import type { Tone } from './tone.js';

// `place` runs over a rectangle; `area` is that rectangle on the target in its pixels, `span` in shares of the texture.
const vertexShader = `
uniform vec4 area;
uniform vec2 target, span;
uniform float upright;
out vec2 texel;
void main() {
  vec2 place = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  texel = place * span;
  vec2 clip = (area.xy + place * area.zw) / target * 2.0 - 1.0;
  gl_Position = vec4(clip.x, clip.y * upright, 0.0, 1.0);
}`;

/** @param sampler `usampler2D` for whole numbers, `sampler2D` for others */
const toneShader = (sampler: 'sampler2D' | 'usampler2D') => `
uniform highp ${sampler} plane;
uniform float unit, low, high;
uniform vec3 colour;
out vec4 light;
void main() {
  float value = float(texelFetch(plane, ivec2(gl_FragCoord.xy), 0).r) * unit;
  // Written so that what is no number comes out dark.
  float share = (value - low) / (high - low);
  if (!(high > low)) share = value > low ? 1.0 : 0.0;
  light = vec4(share > 0.0 ? min(share, 1.0) * colour : vec3(0.0), 1.0);
}`;

const copyShader = `
in vec2 texel;
uniform sampler2D plane;
uniform float opacity;
out vec4 light;
void main() {
  light = texture(plane, texel) * opacity;
}`;

interface Plane {
  readonly texture: WebGLTexture;
  readonly whole: boolean;
  /** What a texel of 1 stands for. */
  readonly unit: number;
}

/** What the card holds of a tile: its samples, and their colours as they were last asked for. */
interface CardTile {
  readonly planes: Map<number, Plane>;
  readonly colours: WebGLTexture;
  tones: readonly Tone[] | undefined;
  /** Planes that had come when the colours were made. */
  known: number;
}

type Gl = WebGL2RenderingContext;

function texture(gl: Gl, small: number, large: number): WebGLTexture {
  const made = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, made);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, small);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, large);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return made;
}

function planeTexture(gl: Gl, samples: Samples, width: number, height: number): Plane {
  const made = texture(gl, gl.NEAREST, gl.NEAREST);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  const [inside, format, type, unit] =
    samples instanceof Uint8Array
      ? ([gl.R8, gl.RED, gl.UNSIGNED_BYTE, 255] as const)
      : samples instanceof Uint16Array
        ? ([gl.R16UI, gl.RED_INTEGER, gl.UNSIGNED_SHORT, 1] as const)
        : ([gl.R32F, gl.RED, gl.FLOAT, 1] as const);
  gl.texImage2D(gl.TEXTURE_2D, 0, inside, width, height, 0, format, type, samples);
  return { texture: made, whole: samples instanceof Uint16Array, unit };
}

function mapTexture(gl: Gl, { width, height, pixels, map }: MapImage): WebGLTexture {
  const made = texture(gl, gl.LINEAR, map.kind === 'heat' ? gl.LINEAR : gl.NEAREST);
  // With the opacity in the colours, so that the card's blending of neighbours brings in no colour of clear ones.
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, new ImageData(pixels, width, height));
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  return made;
}

/**
 * Draws tiles by WebGL 2; undefined where the browser has none. The colours of a tile are made on the card when the
 * channels change and kept: a frame then costs one lookup for a pixel, however many channels there are.
 */
export function createGlTiles(canvas: HTMLCanvasElement, redraw: () => void): TilePainter | undefined {
  const gl = glContext(canvas);
  if (gl === undefined) return undefined;
  let programs!: Record<'whole' | 'plain' | 'copy', GlProgram>;
  let colouring: WebGLFramebuffer;
  let held = new Map<SampleTile, CardTile>();
  let shownMap: { readonly image: MapImage; readonly texture: WebGLTexture } | undefined;

  const release = keepSetUp(
    canvas,
    () => {
      programs = {
        whole: linkProgram(gl, vertexShader, toneShader('usampler2D')),
        plain: linkProgram(gl, vertexShader, toneShader('sampler2D')),
        copy: linkProgram(gl, vertexShader, copyShader),
      };
      colouring = gl.createFramebuffer();
      held = new Map();
      shownMap = undefined;
      gl.bindVertexArray(gl.createVertexArray());
    },
    redraw,
  );

  const hold = (tile: SampleTile): CardTile => {
    const known = held.get(tile);
    if (known !== undefined) return known;
    const colours = texture(gl, gl.LINEAR, gl.LINEAR);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, tile.width, tile.height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    const fresh = { planes: new Map<number, Plane>(), colours, tones: undefined, known: 0 };
    held.set(tile, fresh);
    return fresh;
  };

  /** Adds up the light of the channels, one after the other. */
  const addUp = (tile: SampleTile, card: CardTile, tones: readonly Tone[]) => {
    gl.bindFramebuffer(gl.FRAMEBUFFER, colouring);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, card.colours, 0);
    gl.viewport(0, 0, tile.width, tile.height);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE);
    for (const { channel, low, high, colour } of tones) {
      const samples = tile.planes.get(channel);
      if (samples === undefined) continue;
      const plane = card.planes.get(channel) ?? planeTexture(gl, samples, tile.width, tile.height);
      card.planes.set(channel, plane);
      const { program, uniform } = plane.whole ? programs.whole : programs.plain;
      gl.useProgram(program);
      gl.bindTexture(gl.TEXTURE_2D, plane.texture);
      gl.uniform4f(uniform('area'), 0, 0, 1, 1);
      gl.uniform2f(uniform('target'), 1, 1);
      gl.uniform1f(uniform('upright'), 1);
      gl.uniform1f(uniform('unit'), plane.unit);
      gl.uniform1f(uniform('low'), low);
      gl.uniform1f(uniform('high'), high);
      gl.uniform3f(uniform('colour'), ...colour);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    card.tones = tones;
    card.known = tile.planes.size;
  };

  const copy = (
    { left, top, scale, width, height }: View,
    region: Region,
    span: readonly [number, number],
    opacity: number,
  ) => {
    const { uniform } = programs.copy;
    const area = [
      left + region.x * scale,
      top + region.y * scale,
      region.width * scale,
      region.height * scale,
    ];
    gl.uniform4f(uniform('area'), area[0]!, area[1]!, area[2]!, area[3]!);
    gl.uniform2f(uniform('target'), width, height);
    gl.uniform1f(uniform('upright'), -1);
    gl.uniform2f(uniform('span'), ...span);
    gl.uniform1f(uniform('opacity'), opacity);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  };

  const drawTile = ({ view, ratio }: TileFrame, tile: SampleTile) => {
    const { region, reduction } = tile;
    const squares = view.scale * reduction * ratio >= squareFrom;
    gl.bindTexture(gl.TEXTURE_2D, hold(tile).colours);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, squares ? gl.NEAREST : gl.LINEAR);
    // The last samples of a picture may stand for a part of a block, which ends before the texture does.
    copy(view, region, [region.width / reduction / tile.width, region.height / reduction / tile.height], 1);
  };

  const drawMap = ({ view, picture }: TileFrame, image: MapImage) => {
    if (shownMap?.image !== image) {
      if (shownMap) gl.deleteTexture(shownMap.texture);
      shownMap = { image, texture: mapTexture(gl, image) };
    }
    gl.bindTexture(gl.TEXTURE_2D, shownMap.texture);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    copy(view, { x: 0, y: 0, ...picture }, [1, 1], image.map.opacity);
  };

  return {
    by: 'webgl',
    draw(frame) {
      fitCanvas(canvas, frame.view.width, frame.view.height, frame.ratio);
      if (gl.isContextLost()) return;
      const tiles = frame.tiles.filter(({ planes }) =>
        frame.tones.some(({ channel }) => planes.has(channel)),
      );
      for (const tile of tiles) {
        const card = hold(tile);
        if (card.tones !== frame.tones || card.known !== tile.planes.size) addUp(tile, card, frame.tones);
      }
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.disable(gl.BLEND);
      gl.useProgram(programs.copy.program);
      for (const tile of tiles) drawTile(frame, tile);
      if (frame.map !== undefined) drawMap(frame, frame.map);
    },
    forget(tile) {
      const card = held.get(tile);
      if (card === undefined) return;
      gl.deleteTexture(card.colours);
      for (const plane of card.planes.values()) gl.deleteTexture(plane.texture);
      held.delete(tile);
    },
    close() {
      release();
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}
