export { assertNever } from './assert-never.js';
export { Clock, SystemClock } from './clock.js';
export { DomainError, type ErrorCode, type FieldProblem, notFound } from './domain-error.js';
export { newId } from './ids.js';
export { visibleLine, visibleText } from './visible-text.js';
