import { Bar } from '../../ui/Faces.tsx'
import card from './AppCard.module.css'
import styles from './Overview.module.css'

export function WaitingOverview() {
  return (
    <>
      <div className={styles.summary}>
        <Bar width={92} height={46} />
        <Bar width={128} height={46} />
        <Bar width={128} height={46} />
      </div>
      <div className={styles.filters}>
        <Bar width={300} height={40} />
      </div>
      <div className={styles.cards}>
        {['first', 'second', 'third', 'fourth'].map((name) => (
          <div key={name} className={card.card}>
            <div className={card.head}>
              <Bar width={40} height={40} />
              <div className={card.names}>
                <Bar width={150} height={20} />
              </div>
            </div>
            <Bar width="100%" height={42} />
            <div className={card.foot}>
              <Bar width={220} />
            </div>
          </div>
        ))}
      </div>
    </>
  )
}
