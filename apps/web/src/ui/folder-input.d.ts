import 'react';

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Set, the field takes a folder with everything in it. All browsers know it, React's types do not. */
    webkitdirectory?: '';
  }
}
