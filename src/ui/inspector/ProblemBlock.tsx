// What is wrong with this node: the sentence, the shapes, where they come from, and repairs; or whom it waits for.
import { CircleDashed, TriangleAlert } from 'lucide-react';
import { Fragment, useMemo } from 'react';
import type { CheckedNode } from '../../execution/checked';
import type { Problem } from '../../execution/problem';
import { capital } from '../panels/names';
import { useReveal } from '../panels/reveal';
import { useRepairs } from '../panels/useRepairs';
import { waitChain, waitSentence } from '../panels/waits';
import { Button } from '../primitives/Button';
import { Clash } from '../primitives/Callout';
import { useDocument, useRun, useWorkbench } from '../workbench';
import styles from './ProblemBlock.module.css';
import { markClash, type ProblemLink, problemLinks } from './problemLinks';

export function ProblemBlock({ node }: { readonly node: CheckedNode }) {
  const ofRun = useRun(({ problems }) => problems.find((problem) => problem.node === node.id));
  const problem = node.problem ?? (node.status === 'ready' ? ofRun : undefined);
  if (problem) return <Block node={node} problem={problem} />;
  return node.status === 'waiting' ? <Waits id={node.id} /> : null;
}

function Block({ node, problem }: { readonly node: CheckedNode; readonly problem: Problem }) {
  const { document } = useWorkbench();
  const text = useDocument(({ checked }) => JSON.stringify(problemLinks(checked, node)));
  const links = useMemo(() => JSON.parse(text) as ProblemLink[], [text]);
  const found = useRepairs(problem);
  // A port that nothing is wired to yet is no mistake.
  const isUnfinished = problem.code === 'unwired';
  const Sign = isUnfinished ? CircleDashed : TriangleAlert;
  return (
    <section className={isUnfinished ? styles.waits : styles.block} aria-label="Problem">
      <h3 className={styles.title}>
        <Sign size={16} strokeWidth={1.5} aria-hidden />
        {capital(problem.message)}
      </h3>
      <p>
        {markClash(problem.detail ?? '', problem.clash ?? []).map(({ text: part, clashes }) => (
          <Fragment key={part}>{clashes ? <Clash>{part}</Clash> : part}</Fragment>
        ))}{' '}
        {problem.advice}
      </p>
      {links.length > 0 ? <From links={links} /> : null}
      {found.length > 0 ? (
        <div className={styles.repairs}>
          {found.map((repair, at) => (
            <Button
              key={repair.label}
              variant={at === 0 ? 'primary' : 'secondary'}
              size="small"
              onClick={() => document.getState().edit(repair.change)}
            >
              {repair.label}
            </Button>
          ))}
        </div>
      ) : null}
    </section>
  );
}

function From({ links }: { readonly links: readonly ProblemLink[] }) {
  const reveal = useReveal();
  return (
    <p>
      Set at{' '}
      {links.map(({ node, text }, at) => (
        <Fragment key={node}>
          {at > 0 ? ' and ' : ''}
          <button type="button" className={styles.link} onClick={() => reveal([node])}>
            {text}
          </button>
        </Fragment>
      ))}
      .
    </p>
  );
}

function Waits({ id }: { readonly id: string }) {
  const reveal = useReveal();
  const sentence = useDocument(({ checked }) => waitSentence(checked, id));
  const root = useDocument(({ checked }) => waitChain(checked, id).at(-1));
  return (
    <section className={styles.waits} aria-label="Waiting">
      <p>{sentence}</p>
      {root === undefined ? null : (
        <Button variant="link" onClick={() => reveal([root])}>
          Show what is missing
        </Button>
      )}
    </section>
  );
}
