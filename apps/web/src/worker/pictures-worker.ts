import { answer } from '../work/rpc.js';
import { bundledCandidates } from './bundled-candidates.js';
import { pictureMethods } from './pictures.js';

answer(self, pictureMethods(bundledCandidates()));
