from realtime.cursors import CursorBoard


def test_a_cursor_moves():
    board = CursorBoard()
    board.move("ada", 3, 7)
    assert (board.cursors["ada"].line, board.cursors["ada"].column) == (3, 7)
