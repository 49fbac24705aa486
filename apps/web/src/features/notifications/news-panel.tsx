import { Button } from '@mantine/core';
import type { Notice } from '@segue/protocol';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { markAsRead, noticesQuery } from '../../api/notifications';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { groupNews } from './news-groups';
import { MoreNotes, NewsLine } from './news-line';
import styles from './news-panel.module.css';

/** What a person was told, by film and cue. Each line leads to what it speaks of. */
export default function NewsPanel({ onFollow }: { onFollow: () => void }) {
  const { t } = useTranslation('notices');
  const news = useInfiniteQuery(noticesQuery);
  const panel = useRef<HTMLDivElement>(null);
  // It comes after what it stands in, and so after the keyboard was led there.
  useEffect(() => panel.current?.focus(), []);
  const read = useMutation({ mutationFn: markAsRead, meta: { changes: ['notices'] } });
  const notices = news.data?.pages.flatMap((page) => page.notices) ?? [];
  const follow = (followed: readonly Notice[]): void => {
    const ids = followed.filter(({ readAt }) => readAt === null).map(({ id }) => id);
    if (ids.length > 0) read.mutate({ ids });
    onFollow();
  };
  const again = (
    <Button variant="default" onClick={() => void news.refetch()}>
      {t('retry')}
    </Button>
  );
  return (
    <div
      ref={panel}
      tabIndex={-1}
      className={styles.panel}
      onKeyDown={stepThroughLines}
      aria-busy={news.isPending}
    >
      <header className={styles.head}>
        <h2 className={styles.title}>{t('title')}</h2>
        {notices.some(({ readAt }) => readAt === null) && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              read.mutate({ all: true });
              // The button goes, and the keyboard stays here.
              panel.current?.focus();
            }}
          >
            {t('readAll')}
          </Button>
        )}
      </header>
      {news.isError && (
        <ErrorState title={t('failed')} action={again}>
          {news.error.message}
        </ErrorState>
      )}
      {news.isSuccess && notices.length === 0 && <EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
      <div className={styles.list}>
        {groupNews(notices).map(({ film, cues }) => (
          <section key={film.id} aria-labelledby={`news-${film.id}`}>
            <h3 id={`news-${film.id}`} className={styles.film}>
              {film.title}
            </h3>
            {cues.map(({ cue, notices: shown, more }) => (
              <div key={cue?.id ?? ''}>
                <h4 className={styles.cue}>
                  {cue === null ? (
                    t('wholeFilm')
                  ) : (
                    <>
                      <span className={styles.number}>{cue.number}</span> {cue.title}
                    </>
                  )}
                </h4>
                <ul className={styles.lines}>
                  {shown.map((notice) => (
                    <li key={notice.id}>
                      <NewsLine notice={notice} onFollow={follow} />
                    </li>
                  ))}
                  {more.length > 0 && (
                    <li>
                      <MoreNotes notices={more} onFollow={follow} />
                    </li>
                  )}
                </ul>
              </div>
            ))}
          </section>
        ))}
        {news.hasNextPage && (
          <Button
            variant="subtle"
            fullWidth
            loading={news.isFetchingNextPage}
            onClick={() => void news.fetchNextPage()}
          >
            {t('older')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Up and down go from line to line, beside the tabulator. */
function stepThroughLines(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const at = lines.findIndex((line) => line === document.activeElement);
  event.preventDefault();
  // From the head of the panel down leads to the first line.
  lines[at === -1 ? 0 : Math.min(Math.max(at + step, 0), lines.length - 1)]?.focus();
}
