import { DeadLetters } from '@/features/admin';

export default function DeadLettersPage() {
  return <DeadLetters />;
}
