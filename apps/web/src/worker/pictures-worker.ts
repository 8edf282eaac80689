import { answer } from '../work/rpc.js';
import { pictureMethods } from './pictures.js';

answer(self, pictureMethods());
