import { TriangleAlertIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { messageOf } from '@/lib/api-error';
import { EmptyState } from './empty-state';

export const ErrorState = ({ error, title, onRetry }: { error: unknown; title: string; onRetry?: () => void }) => (
  <div role="alert">
    <EmptyState
      icon={<TriangleAlertIcon />}
      title={title}
      action={onRetry && <Button onClick={onRetry}>Try again</Button>}
    >
      {messageOf(error)}
    </EmptyState>
  </div>
);
