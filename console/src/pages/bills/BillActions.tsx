import { Button } from '@mantine/core'
import { DownloadIcon, PrintIcon } from '../../ui/icons.tsx'
import styles from './Bill.module.css'

/** The bill to take away: as a PDF that is made once and kept, as a table, or on paper from here. */
export function BillActions({ month }: { month: string }) {
  return (
    <>
      <Button component="a" href={`/files/bills/${month}.pdf`} download className={styles.pdf} leftSection={<DownloadIcon size={16} />}>
        Download PDF
      </Button>
      <Button component="a" href={`/files/bills/${month}.csv`} download variant="default" leftSection={<DownloadIcon size={16} />}>
        CSV
      </Button>
      <Button variant="default" leftSection={<PrintIcon size={16} />} onClick={() => window.print()}>
        Print
      </Button>
    </>
  )
}
