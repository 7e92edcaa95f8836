import type { Output } from '@plenum/contract'
import { useAnswer } from '../../data/useAnswer.ts'
import { dayText } from '../../ui/dates.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { PriceBook } from './PriceBook.tsx'
import styles from './PriceList.module.css'

type Book = Output<'price.list'>['books'][number]

/** Prices valid today in full; earlier and announced ones open on demand. */
export function PriceList() {
  const answer = useAnswer('price.list', {})
  return (
    <Answer of={answer} waiting={<Bars rows={10} height={28} />}>
      {({ books }) => {
        const valid = books.find((book) => book.valid)
        const others = books.filter((book) => !book.valid)
        return (
          <>
            <PageHead title="Price list" below={valid ? `${validity(valid, books)} · USD, without tax` : 'USD, without tax'} />
            {valid ? <PriceBook book={valid} /> : null}
            {others.map((book) => (
              <details key={book.bookId} className={styles.other}>
                <summary>
                  {validity(book, books)} <Tag tone="quiet">{valid && book.fromDay > valid.fromDay ? 'Announced' : 'Earlier'}</Tag>
                </summary>
                <PriceBook book={book} />
              </details>
            ))}
          </>
        )
      }}
    </Answer>
  )
}

/** The first book reaches back as far as any clock: its first day says nothing. */
function validity({ fromDay, toDay }: Book, books: readonly Book[]): string {
  if (books.every((other) => other.fromDay >= fromDay))
    return toDay === null ? 'Valid until further notice' : `Valid up to ${dayText(toDay)}, exclusive`
  return toDay === null ? `Valid since ${dayText(fromDay)}` : `Valid ${dayText(fromDay)} up to ${dayText(toDay)}, exclusive`
}
