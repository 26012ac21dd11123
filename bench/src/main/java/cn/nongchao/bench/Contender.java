package cn.nongchao.bench;

import java.sql.SQLException;

/** One side of a comparison: closes loops, each step a durable commit of its own. */
interface Contender extends AutoCloseable {

  String name();

  /**
   * Opens one loop and takes it through five steps to its end.
   *
   * @param thread number of the calling thread, from 0
   */
  void closeOne(int thread) throws SQLException;

  /** How many loops it holds closed, counted in the database. */
  long closed() throws SQLException;

  @Override
  void close();
}
