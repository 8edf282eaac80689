import type { DeviceName, OpenDevice } from './device.js';

/** What each platform provides; `platform.node.ts` and `platform.web.ts` implement it, `imports` in package.json chooses. */
export declare const openDevice: OpenDevice;

/** The devices that this platform may have, best guess first; opening one may still fail for want of a driver. */
export declare const deviceNames: readonly DeviceName[];
