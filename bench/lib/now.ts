/** Milliseconds of the system's monotonic clock: the same in every process of this machine, unlike `performance.now()`. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;
