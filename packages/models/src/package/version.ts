/** Version of celltally, written into packages. */
export const VERSION = '0.1.0';
