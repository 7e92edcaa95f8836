import type { Edition, Money as MoneyValue, Output } from '@plenum/contract'
import type { ReactNode } from 'react'
import { Card } from '../../ui/Card.tsx'
import { Money } from '../../ui/Money.tsx'
import { count } from '../../ui/numbers.ts'
import { PlanMark } from '../../ui/PlanMark.tsx'
import styles from './PriceList.module.css'

type Book = Output<'price.list'>['books'][number]
type CatalogEdition = Book['editions'][number]

export function PriceBook({ book }: { book: Book }) {
  return (
    <>
      <div className={styles.editions}>
        {book.editions.map((edition) => (
          <EditionCard key={edition.edition} edition={edition} />
        ))}
      </div>
      <Card title="Above what every paid plan includes">
        <dl className={styles.overage}>
          <div>
            <dt>
              Daily active users <span>{count(book.overage.dailyUsersIncluded)} included, by the highest day of the month</span>
            </dt>
            <dd>
              <Money value={book.overage.dailyUsersStep.price} /> <span>per {count(book.overage.dailyUsersStep.upTo)} or part</span>
            </dd>
          </div>
          <div>
            <dt>
              Groups <span>{count(book.overage.groupsIncluded)} included, by the highest day of the month</span>
            </dt>
            <dd>
              <Money value={book.overage.groupsStep.price} /> <span>per {count(book.overage.groupsStep.upTo)} or part</span>
            </dd>
          </div>
        </dl>
      </Card>
      <p className={styles.note}>
        Plans and enlarged limits are charged by day: list price × days ÷ days of the month. History and usage above the plan are charged
        for the whole month. Everything is rounded once, on the bill.
      </p>
    </>
  )
}

function EditionCard({ edition }: { edition: CatalogEdition }) {
  const isFree = edition.edition === 'free'
  return (
    <section className={styles.edition} aria-labelledby={`price-${edition.edition}`}>
      <header className={styles.head}>
        <PlanMark edition={edition.edition} />
        <div>
          <h2 id={`price-${edition.edition}`}>{edition.name}</h2>
          <p className={styles.price}>
            <Money value={edition.price} /> <small>{isFree ? 'permanent' : 'a month'}</small>
          </p>
        </div>
      </header>
      <Item name="Groups one user can join" included={count(edition.groupsPerUser.included)} edition={edition.edition}>
        {edition.groupsPerUser.steps.map((step) => (
          <Step key={step.upTo} name={`up to ${count(step.upTo)}`} price={step.price} />
        ))}
      </Item>
      <Item name="Members one group can accommodate" included={count(edition.membersPerGroup.included)} edition={edition.edition}>
        {edition.membersPerGroup.steps.map((step) => (
          <Step key={step.upTo} name={`up to ${count(step.upTo)}`} price={step.price} />
        ))}
      </Item>
      <Item
        name="Audio-video groups"
        included={edition.avGroups.included === null ? 'Unlimited' : count(edition.avGroups.included)}
        edition={edition.edition}
      >
        {edition.avGroups.unlimited ? [<Step key="unlimited" name="unlimited" price={edition.avGroups.unlimited} />] : []}
      </Item>
      <Item name="History" included={`${edition.historyDays.included} days`} edition={edition.edition}>
        {edition.historyDays.steps.map((step) => (
          <Step key={step.upTo} name={`${step.upTo} days`} price={step.price} />
        ))}
      </Item>
    </section>
  )
}

function Item({ name, included, edition, children }: { name: string; included: string; edition: Edition; children: ReactNode[] }) {
  return (
    <div className={styles.item}>
      <h3>{name}</h3>
      <dl>
        <div>
          <dt>{included}</dt>
          <dd className={styles.included}>included</dd>
        </div>
        {children}
        {edition === 'free' && children.length === 0 ? (
          <div>
            <dt className={styles.included}>more is not offered</dt>
          </div>
        ) : null}
      </dl>
    </div>
  )
}

function Step({ name, price }: { name: string; price: MoneyValue }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Money value={price} signed />
      </dd>
    </div>
  )
}
