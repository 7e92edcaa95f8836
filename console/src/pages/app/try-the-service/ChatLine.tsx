import { UnstyledButton } from '@mantine/core'
import { ThumbIcon } from '../../../ui/icons.tsx'
import styles from './TryTheService.module.css'
import type { Line } from './useChat.ts'
import type { Reaction } from './useReactions.ts'

const like = 'like'

interface ChatLineProps {
  line: Line
  reactions: Reaction[]
  onReact: (reaction: Pick<Reaction, 'reactionId' | 'mine'>) => void
  /** null: it is pinned, or nothing is pinned here. */
  onPin: (() => void) | null
}

/** What one user said, with what others answered by a sign. */
export function ChatLine({ line: { from, text, sequence, isOwn, isTip }, reactions, onReact, onPin }: ChatLineProps) {
  const isKept = !!sequence && !isTip
  const isLiked = reactions.some(({ reactionId }) => reactionId === like)
  return (
    <li data-own={isOwn || undefined} data-tip={isTip || undefined}>
      <span className={styles.from}>
        {isTip ? null : isOwn ? 'You' : from}
        {isKept ? ` · ${sequence}` : null}
        {isKept && onPin ? (
          <UnstyledButton className={styles.quiet} aria-label={`Pin: ${text}`} onClick={onPin}>
            Pin
          </UnstyledButton>
        ) : null}
      </span>
      <span className={styles.said}>
        <span className={styles.words}>{text}</span>
        {isKept && !isLiked ? (
          <UnstyledButton className={styles.add} aria-label={`Like: ${text}`} onClick={() => onReact({ reactionId: like, mine: false })}>
            <ThumbIcon size={16} />
          </UnstyledButton>
        ) : null}
      </span>
      {isKept && reactions.length > 0 ? (
        <span className={styles.reactions}>
          {reactions.map((reaction) => (
            <UnstyledButton
              key={reaction.reactionId}
              className={styles.reaction}
              aria-pressed={reaction.mine}
              aria-label={`${reaction.reactionId} ${reaction.count}: ${text}`}
              onClick={() => onReact(reaction)}
            >
              {reaction.reactionId === like ? <ThumbIcon size={14} /> : reaction.reactionId} {reaction.count}
            </UnstyledButton>
          ))}
        </span>
      ) : null}
    </li>
  )
}
