import { Avatar as Face } from '#kit/page';
import type { Member } from '../data/types';

export function Avatar({ member, size }: { member: Pick<Member, 'id' | 'real_name' | 'is_bot'>; size?: number }) {
  return <Face id={member.id} name={member.real_name} isMachine={member.is_bot} {...(size && { size })} />;
}
