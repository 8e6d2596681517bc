"""The addresses of the tools that lay out pages and take edits back."""

from django.urls import path

from comics.web import covers, layouting, paper, undoing

urlpatterns = [
    path("issues/<int:pk>/undo/", undoing.undo_edit, name="undo_edit"),
    path("issues/<int:pk>/redo/", undoing.redo_edit, name="redo_edit"),
    path("issues/<int:pk>/add_page", layouting.add_page, name="add_page"),
    path("issues/<int:pk>/add_cover", covers.add_cover, name="add_cover"),
    path("pages/<int:pk>/change_cover", covers.change_cover, name="change_cover"),
    path("pages/<int:pk>/use_take", covers.use_take, name="use_take"),
    path("pages/<int:pk>/insert_panel", layouting.insert_panel, name="insert_panel"),
    path("pages/<int:pk>/move_gutter", layouting.move_gutter, name="move_gutter"),
    path("pages/<int:pk>/move_page", layouting.move_page, name="move_page"),
    path("pages/<int:pk>/spread_page", layouting.spread_page, name="spread_page"),
    path("pages/<int:pk>/set_page_format", paper.set_page_format, name="set_page_format"),
    path("pages/<int:pk>/border_page", layouting.border_page, name="border_page"),
    path("panels/<int:pk>/delete_panel", layouting.delete_panel, name="delete_panel"),
    path("panels/<int:pk>/merge_panels", layouting.merge_panels, name="merge_panels"),
    path("panels/<int:pk>/split_panel", layouting.split_panel, name="split_panel"),
    path("panels/<int:pk>/move_panel", layouting.move_panel, name="move_panel"),
    path("panels/<int:pk>/frame_panel", layouting.frame_panel, name="frame_panel"),
]
