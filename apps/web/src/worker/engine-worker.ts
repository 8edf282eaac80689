import { answer } from '../work/rpc.js';
import { engineMethods } from './engine.js';

answer(self, engineMethods());
