'use strict';

/**
 * Stands in for `debug` in the browser build. fhirclient prints tokens and whole token answers through it as soon as
 * somebody sets `localStorage.debug`; here there is nothing to switch on.
 */
const silent = () => undefined;
module.exports = () => Object.assign(() => undefined, { extend: () => silent });
