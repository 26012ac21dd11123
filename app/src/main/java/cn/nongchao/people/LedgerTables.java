package cn.nongchao.people;

import java.util.List;

/** The tables of a module that the {@link Ledger} keeps. */
public interface LedgerTables {
  List<LedgerTable> all();
}
