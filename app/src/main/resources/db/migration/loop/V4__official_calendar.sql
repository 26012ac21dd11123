-- Public holidays and the weekend days worked in exchange, as announced by the State Council's
-- general office: 国办发明电〔2023〕7号 for 2024, 〔2024〕12号 for 2025, 〔2025〕7号 for 2026.
-- Days already edited here are left alone.

insert into loop.calendar_days (day, workday, name)
select d::date, false, h.name
from (values
  (date '2024-01-01', date '2024-01-01', '元旦'),
  (date '2024-02-10', date '2024-02-17', '春节'),
  (date '2024-04-04', date '2024-04-06', '清明节'),
  (date '2024-05-01', date '2024-05-05', '劳动节'),
  (date '2024-06-10', date '2024-06-10', '端午节'),
  (date '2024-09-15', date '2024-09-17', '中秋节'),
  (date '2024-10-01', date '2024-10-07', '国庆节'),
  (date '2025-01-01', date '2025-01-01', '元旦'),
  (date '2025-01-28', date '2025-02-04', '春节'),
  (date '2025-04-04', date '2025-04-06', '清明节'),
  (date '2025-05-01', date '2025-05-05', '劳动节'),
  (date '2025-05-31', date '2025-06-02', '端午节'),
  (date '2025-10-01', date '2025-10-08', '国庆节、中秋节'),
  (date '2026-01-01', date '2026-01-03', '元旦'),
  (date '2026-02-15', date '2026-02-23', '春节'),
  (date '2026-04-04', date '2026-04-06', '清明节'),
  (date '2026-05-01', date '2026-05-05', '劳动节'),
  (date '2026-06-19', date '2026-06-21', '端午节'),
  (date '2026-09-25', date '2026-09-27', '中秋节'),
  (date '2026-10-01', date '2026-10-07', '国庆节')
) as h (first, last, name), generate_series(h.first, h.last, interval '1 day') d
on conflict (day) do nothing;

insert into loop.calendar_days (day, workday, name)
select d, true, name
from (values
  (date '2024-02-04', '春节调休上班'), (date '2024-02-18', '春节调休上班'),
  (date '2024-04-07', '清明节调休上班'),
  (date '2024-04-28', '劳动节调休上班'), (date '2024-05-11', '劳动节调休上班'),
  (date '2024-09-14', '中秋节调休上班'),
  (date '2024-09-29', '国庆节调休上班'), (date '2024-10-12', '国庆节调休上班'),
  (date '2025-01-26', '春节调休上班'), (date '2025-02-08', '春节调休上班'),
  (date '2025-04-27', '劳动节调休上班'),
  (date '2025-09-28', '国庆节、中秋节调休上班'), (date '2025-10-11', '国庆节、中秋节调休上班'),
  (date '2026-01-04', '元旦调休上班'),
  (date '2026-02-14', '春节调休上班'), (date '2026-02-28', '春节调休上班'),
  (date '2026-05-09', '劳动节调休上班'),
  (date '2026-09-20', '国庆节调休上班'), (date '2026-10-10', '国庆节调休上班')
) as w (d, name)
on conflict (day) do nothing;
