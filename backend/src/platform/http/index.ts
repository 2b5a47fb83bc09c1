export { addressKey } from './address-key.js';
export { configureHttp, type HttpSettings } from './configure-http.js';
export { HttpModule } from './http.module.js';
export { isAllowedOrigin } from './origin.js';
export { sendProblem } from './problem.filter.js';
export { toProblem } from './problem.js';
export { MessageRateLimit, RateLimit } from './rate-limit.guard.js';
export { type RateLimitName, type RateLimitRules, RateLimits, rateLimitRules } from './rate-limits.js';
export { invalidRequest } from './validation.pipe.js';
