/** The product's version, wherever it introduces itself. The same as in package.json, which is not there when it runs. */
export const VERSION = '0.1.0';
