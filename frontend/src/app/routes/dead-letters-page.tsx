import { DeadLetters } from '@/features/admin/pages';

export default function DeadLettersPage() {
  return <DeadLetters />;
}
