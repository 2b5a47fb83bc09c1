import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { cx, webOrigin } from '#kit/page';
import type { TextObject } from '../lib/block-types';
import { TextLine } from './text-view';

interface Props {
  image: { alt_text?: string; image_url?: string };
  title?: TextObject;
  className?: string;
  isSmall?: boolean;
}

const hostOf = (url: string | undefined): string => webOrigin(url)?.replace(/^https?:\/\//, '') ?? 'an unknown place';

/** Only pictures of this machine are loaded (see the policy in index.html); of others, what they show and where they are. */
export function ImageView({ image, title, className, isSmall = false }: Props) {
  const [isMissing, setMissing] = useState(false);
  const alt = image.alt_text ?? '';
  if (isMissing || !webOrigin(image.image_url)) {
    return (
      <span className="inline-flex items-center gap-2 rounded-md border border-dashed px-2 py-1 text-ui text-quiet">
        <ImageOff className="size-4 shrink-0" aria-hidden />
        <span>
          {alt}
          {!isSmall && ` (picture at ${hostOf(image.image_url)}, not loaded)`}
        </span>
      </span>
    );
  }
  return (
    <figure className="max-w-full">
      {title && (
        <figcaption className="pb-1 text-ui text-quiet">
          <TextLine text={title} />
        </figcaption>
      )}
      <img
        src={image.image_url}
        alt={alt}
        className={cx(className ?? 'max-h-72 rounded-lg')}
        onError={() => setMissing(true)}
      />
    </figure>
  );
}
