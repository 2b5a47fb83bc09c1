import { useEffect } from 'react';
import { act } from '#kit/page';
import { BlocksView } from '../blocks/blocks-view';
import { ScopeContext } from '../blocks/scope';
import type { View } from '../data/types';
import { useWorld } from '../data/world';
import { useViewForm } from './use-view-form';
import { blocksOf } from './view-elements';

function HomeView({ view }: { view: View }) {
  const { scope } = useViewForm(view);
  return (
    <ScopeContext value={scope}>
      <BlocksView blocks={blocksOf(view)} className="gap-3!" />
    </ScopeContext>
  );
}

/** The app's Home tab. Looking at it tells the app, which then may fill it. */
export function HomeTab() {
  const { me, home, app, reload } = useWorld();
  useEffect(() => {
    act('home', me.id).then(reload, () => undefined);
  }, [me.id, reload]);
  return (
    <section aria-label={`Home of ${app.name}`} className="scroll-thin min-h-0 grow overflow-y-auto">
      <div className="mx-auto max-w-2xl px-5 py-6">
        {home ? (
          <HomeView key={home.id} view={home} />
        ) : (
          <p className="text-quiet">{app.name} has put nothing on its Home tab.</p>
        )}
      </div>
    </section>
  );
}
