import { useState, type ReactNode } from 'react';
import { droppedFiles } from './dropped-files';

interface Props {
  /** Styled by `data-over` while files are held over it. */
  readonly className: string | undefined;
  readonly onFiles: (files: File[]) => void;
  readonly children: ReactNode;
}

/** A place that files and folders can be dropped on; inside of another one it takes them first. */
export function DropArea({ className, onFiles, children }: Props) {
  const [over, setOver] = useState(false);
  return (
    <div
      className={className}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        // Also what is dropped on a dialog that stands inside of this place.
        event.stopPropagation();
        setOver(false);
        void droppedFiles(event.dataTransfer).then(onFiles);
      }}
    >
      {children}
    </div>
  );
}
