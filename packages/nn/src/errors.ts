/** A network declares its tensors wrongly, or tensors do not fit it. The message names the tensor. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}
