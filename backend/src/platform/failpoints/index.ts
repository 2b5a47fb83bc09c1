export { armFailpoints, FAILPOINTS, type Failpoint, failpoint } from './failpoints.js';
