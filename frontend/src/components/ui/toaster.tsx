import { Toaster as Sonner } from 'sonner';
import { useStore } from '@/lib/store';
import { themeStore } from '@/lib/theme';

export const Toaster = () => (
  <Sonner
    theme={useStore(themeStore)}
    position="bottom-right"
    offset={16}
    toastOptions={{
      classNames: { toast: 'font-sans! rounded-lg! border-hairline! bg-popover! text-foreground! shadow-pop!' },
    }}
  />
);
