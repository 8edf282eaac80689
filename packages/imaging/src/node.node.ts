/** What only Node can do: files and folders on disk. */
export { type OpenFile, openFile } from './codecs/file-source.node.js';
export { openFolder } from './files.node.js';
