import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // Nothing may be inlined as data: the CSP of the server allows only files of its own.
  // One style sheet for all: a part loaded later consists of scripts only, which can be asked for again when the connection was lost.
  build: { outDir: 'dist', assetsInlineLimit: 0, target: 'es2023', cssCodeSplit: false },
  server: { proxy: { '/api/': 'http://127.0.0.1:8080' } },
})
