// Lays out large graphs off the page's thread. One message in, one out.
import { type TidyGraph, tidyLayout } from './tidy';

self.onmessage = ({ data }: MessageEvent<TidyGraph>) => self.postMessage(tidyLayout(data));
