import { useReview } from '../review-context';

/** Withdraws one's own note or reply, and says how to get it back. */
export function useWithdraw(): (id: string) => void {
  const { notes } = useReview();
  return (id) => {
    if (!notes) return;
    notes.withdraw(id);
    void import('./undo-notice').then(({ tellWithdrawn }) => {
      tellWithdrawn(() => {
        notes.restore(id);
      });
    });
  };
}
