import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { dayText } from '../../ui/dates.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { dayBefore } from '../app/words.ts'
import { Changes } from './Changes.tsx'
import { PriceBook } from './PriceBook.tsx'
import styles from './PriceList.module.css'

type Book = Output<'price.list'>['books'][number]

/** Prices valid today, and the versions before and after them with what each changes. */
export function PriceList() {
  const answer = useAnswer('price.list', {})
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Answer of={answer} waiting={<Bars rows={10} height={28} />}>
      {({ books }) => {
        const ordered = books.toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : 1))
        const valid = ordered.find((book) => book.valid)
        const shown = ordered.find((book) => book.bookId === chosen) ?? valid ?? ordered.at(-1)
        if (!shown) return null
        const earlier = ordered[ordered.indexOf(shown) - 1]
        return (
          <>
            <PageHead title="Price list" below={`${validity(shown, ordered)} · USD, without tax`} />
            {ordered.length > 1 ? (
              <fieldset className={styles.versions}>
                <legend>Versions</legend>
                {ordered.map((book) => (
                  <label key={book.bookId}>
                    <input type="radio" name="version" checked={book === shown} onChange={() => setChosen(book.bookId)} />
                    <span>
                      <b>{book.valid ? 'Valid today' : valid && book.fromDay > valid.fromDay ? 'Announced' : 'Earlier'}</b>
                      {span(book, ordered)}
                    </span>
                  </label>
                ))}
              </fieldset>
            ) : null}
            {earlier ? <Changes before={earlier} after={shown} /> : null}
            <PriceBook book={shown} />
          </>
        )
      }}
    </Answer>
  )
}

/** The first book reaches back as far as any clock: its first day says nothing. */
const isFirst = ({ fromDay }: Book, books: readonly Book[]) => books.every((other) => other.fromDay >= fromDay)

function validity(book: Book, books: readonly Book[]): string {
  const { fromDay, toDay } = book
  if (isFirst(book, books)) return toDay === null ? 'Valid until further notice' : `Valid through ${dayText(dayBefore(toDay))}`
  return toDay === null ? `Valid from ${dayText(fromDay)} on` : `Valid ${dayText(fromDay)} through ${dayText(dayBefore(toDay))}`
}

function span(book: Book, books: readonly Book[]): string {
  const { fromDay, toDay } = book
  if (isFirst(book, books)) return toDay === null ? 'until further notice' : `through ${dayText(dayBefore(toDay))}`
  return toDay === null ? `from ${dayText(fromDay)} on` : `${dayText(fromDay)} to ${dayText(dayBefore(toDay))}`
}
