/** Characters in one piece: a text of many pictures may be longer than a string may be. */
const PIECE = 1 << 20;

/** Text in UTF-8, from pieces that together may be longer than the longest string. */
export function textBytes(parts: Iterable<string>): Uint8Array {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let waiting = '';
  for (const part of parts) {
    waiting += part;
    if (waiting.length < PIECE) continue;
    pieces.push(encoder.encode(waiting));
    waiting = '';
  }
  pieces.push(encoder.encode(waiting));
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
