// The open graph as a link: how long it is, what is in it, and a button that copies it. Loaded when asked for.
import { Check, Copy } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { shareFragment } from '../../exporters/shareLink';
import { Button } from '../primitives/Button';
import { Sheet } from '../primitives/Sheet';
import { useCommandRegistry } from '../shell/commandContext';
import { useWorkbench } from '../workbench';
import styles from './Transfer.module.css';

type Link = { readonly address: string } | { readonly refused: string };

function useLink(): Link | undefined {
  const { document } = useWorkbench();
  const [link, setLink] = useState<Link>();
  useEffect(() => {
    let current = true;
    const show = (made: Link): void => {
      if (current) setLink(made);
    };
    shareFragment(document.getState().graph).then(
      (fragment) => show({ address: `${location.origin}${location.pathname}${location.search}#${fragment}` }),
      (error: unknown) => show({ refused: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [document]);
  return link;
}

export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const link = useLink();
  const registry = useCommandRegistry();
  if (link && 'refused' in link) {
    const exportInstead = (): void => {
      onClose();
      registry.perform('export');
    };
    return (
      <Sheet
        title="Too large for a link"
        onClose={onClose}
        actions={
          <Button variant="primary" onClick={exportInstead}>
            Export JSON
          </Button>
        }
      >
        <p role="alert">{capital(link.refused)}.</p>
      </Sheet>
    );
  }
  return (
    <Sheet title="Share this graph" onClose={onClose}>
      <p className={styles.text}>
        The link holds the whole graph: settings, layout and weights, no results. Nothing is uploaded. Whoever opens it
        gets a graph of their own, beside what they have.
      </p>
      {link ? <LinkField address={link.address} /> : null}
    </Sheet>
  );
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function LinkField({ address }: { readonly address: string }) {
  const field = useId();
  const [copied, setCopied] = useState<boolean>();
  const copy = (): void => {
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <>
      <label htmlFor={field} className={styles.label}>
        Link, {(address.length / 1000).toFixed(1)} kB
      </label>
      <div className={styles.row}>
        <input id={field} className={styles.link} readOnly value={address} onFocus={(event) => event.target.select()} />
        <Button
          variant="primary"
          icon={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          onClick={copy}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <p role="status" className={styles.note}>
        {copied === false ? 'This browser lets no page copy: select the link and copy it yourself.' : ''}
        {address.length > 2000 ? 'Some programs cut off links of more than 2 kB: try it once.' : ''}
      </p>
    </>
  );
}
