/** What a request is, never what was asked: who operates Parley reads nobody's talk. @param f the row of the request */
export const subject = (f: string) => `concat(lower(${f}.type::text), ' from ', ${f}.agent)`;
