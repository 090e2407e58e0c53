// A media query that every render may ask: made once, and live.
export function mediaQuery(text: string): () => MediaQueryList {
  let made: MediaQueryList | undefined;
  return () => {
    made ??= window.matchMedia(text);
    return made;
  };
}
