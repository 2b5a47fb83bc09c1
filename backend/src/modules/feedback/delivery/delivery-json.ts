/** The contract's Delivery from an attempt `a` and its channel `c`. @param address SQL: where it went, as far as its reader may know */
export const deliveryJson = (
  a: string,
  c: string,
  address = `coalesce(${c}.label, ${c}.address)`,
) => `jsonb_build_object(
  'id', ${a}.id, 'requestId', ${a}.request_id, 'channel', ${c}.type, 'address', ${address}, 'purpose', ${a}.purpose,
  'status', ${a}.status, 'why', ${a}.why, 'attempt', ${a}.attempt_no, 'dueAt', ${a}.due_at, 'startedAt', ${a}.started_at,
  'endedAt', ${a}.ended_at, 'errorKind', coalesce(${a}.returned, ${a}.error_kind), 'error', CASE ${a}.returned
    WHEN 'away' THEN 'An out-of-office reply came back.' WHEN 'bounced' THEN 'It was accepted and came back.' ELSE ${a}.error END)`;
